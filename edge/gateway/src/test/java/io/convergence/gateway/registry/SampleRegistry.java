package io.convergence.gateway.registry;

import io.convergence.core.dsn.DsnDefaults;

/** A registry with the DSN of the expected results of the second plane. */
public final class SampleRegistry {
    private SampleRegistry() {}

    /** A DSN of acme/console that admits any host, keeps no users and the tag plan, and needs no consent of requests. */
    public static Registry ofConsole() {
        return RegistryText.parse("""
            dsns:
              - token: rk_console
                tenant: acme
                app: console
                any-host: true
                hosts: [localhost]
                app-ids: [appid_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, appid_3bfc27803d3a4797acfe9db35c3abecd]
                consent: assumed
                tags: [plan]
            """, 300, new DsnDefaults(0, false, false));
    }
}
