package dev.timeloop.agent.install;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.agent.rewrite.CallSites;
import dev.timeloop.agent.rewrite.Untouched;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Lets the classes of applications tell where they make futures and tasks. */
final class CallSiteTransformer implements ClassFileTransformer {
    private static final @Nullable ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private final Problems problems;

    CallSiteTransformer(Problems problems) {
        this.problems = problems;
    }

    /** Whether a class that is loaded may have something to tell. */
    static boolean isWanted(Class<?> type) {
        return !type.isArray()
                && !type.isHidden()
                && isOfApplication(type.getClassLoader(), type.getName().replace('.', '/'));
    }

    private static boolean isOfApplication(@Nullable ClassLoader loader, String name) {
        return loader != null && loader != PLATFORM && Untouched.isApplication(loader, name);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> existing,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        Resident me = null;
        try {
            me = Hooks.current();
            if (me != null) {
                me.inside++;
            }
            return name != null && isOfApplication(loader, name) ? CallSites.rewrite(bytes) : null;
        } catch (Throwable e) { // whatever it is, the class must load
            problems.add(
                    String.valueOf(name).replace('/', '.')
                            + " doesn't tell where it makes futures, which costs time: "
                            + e);
            return null;
        } finally {
            if (me != null) {
                me.inside--;
            }
        }
    }
}
