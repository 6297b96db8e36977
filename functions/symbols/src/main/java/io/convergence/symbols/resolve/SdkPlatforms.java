package io.convergence.symbols.resolve;

import io.convergence.symbols.archive.SymbolPlatform;
import java.util.List;

/** The platforms whose archives are looked for, by the SDK that sent a stack. */
public final class SdkPlatforms {
    private SdkPlatforms() {}

    /**
     * The platforms in order. Mini programs without an archive of their own use that of the web; a stack of an unknown SDK is
     * one of the platforms that its form can come from.
     *
     * @param sdkName name of the SDK, as events have it; may be empty
     */
    public static List<SymbolPlatform> of(String sdkName, String stack) {
        return switch (sdkName) {
            case "df_web_rum_sdk" -> List.of(SymbolPlatform.WEB);
            case "df_miniapp_rum_sdk", "df_uniapp_rum_sdk" -> List.of(SymbolPlatform.MINIAPP, SymbolPlatform.WEB);
            case "df_android_rum_sdk" -> List.of(SymbolPlatform.ANDROID);
            case "df_ios_rum_sdk" -> List.of(SymbolPlatform.IOS);
            default -> ofForm(StackForm.of(stack));
        };
    }

    private static List<SymbolPlatform> ofForm(StackForm form) {
        return switch (form) {
            case ANDROID_NATIVE, JVM -> List.of(SymbolPlatform.ANDROID);
            case APPLE -> List.of(SymbolPlatform.IOS);
            case JS -> List.of(SymbolPlatform.WEB, SymbolPlatform.MINIAPP);
        };
    }
}
