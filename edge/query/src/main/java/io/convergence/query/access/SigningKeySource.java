package io.convergence.query.access;

import io.convergence.http.WatchedFile;
import io.convergence.query.settings.JwtSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Keys of an issuer from a file or an address. Requests read the last valid keys and never wait. */
interface SigningKeySource {
    /** The last valid keys. */
    SigningKeys current();

    /** Reads the keys again when that is due; called every few seconds by one thread. */
    void reload();

    /** Reports a token whose key is none of the present ones. */
    void missed();

    /**
     * The source of the settings.
     *
     * @throws io.convergence.core.settings.InvalidSettings when a file has no valid keys; an address need not answer yet
     */
    static SigningKeySource open(JwtSettings settings, LongSupplier nanoTime) {
        URI url = settings.url();
        return url == null
                ? new KeyFile(WatchedFile.open(
                        "jwt.jwks", Path.of(settings.keys()), SigningKeys::parse, keys -> keys.size() + " keys"))
                : new SigningKeyAddress(url, nanoTime);
    }

    /** Keys of a file, which is looked at by every reload. */
    record KeyFile(WatchedFile<SigningKeys> file) implements SigningKeySource {
        @Override
        public SigningKeys current() {
            return file.current();
        }

        @Override
        public void reload() {
            file.reload();
        }

        @Override
        public void missed() {
            // Nothing is due earlier: every reload looks at the file.
        }
    }
}
