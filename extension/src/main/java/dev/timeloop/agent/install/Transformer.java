package dev.timeloop.agent.install;

import dev.timeloop.agent.boot.Hooks;
import dev.timeloop.agent.boot.Resident;
import dev.timeloop.agent.rewrite.Job;
import dev.timeloop.agent.rewrite.Rewriter;
import dev.timeloop.agent.rewrite.Untouched;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/** What the JVM asks for each class that is loaded, or rewritten later. */
final class Transformer implements ClassFileTransformer {
    private static final String JDK = Runtime.version().toString();

    private final Rewriter rewriter;
    private final Problems problems;

    /** The JVM refuses a change of that later: so it has to be done each time, or never. */
    private final Memory unsynchronized = new Memory();

    /** Classes whose {@code run()} was asked to be the beginning of a thread. */
    private final Memory gates = new Memory();

    private final Memory gated = new Memory();

    /** Whether classes of applications stay as they are. */
    private final boolean isOfJdk;

    Transformer(Rewriter rewriter, Problems problems) {
        this(rewriter, problems, false);
    }

    private Transformer(Rewriter rewriter, Problems problems, boolean isOfJdk) {
        this.rewriter = rewriter;
        this.problems = problems;
        this.isOfJdk = isOfJdk;
    }

    /** Creates one that leaves classes of applications as they are. */
    static Transformer ofJdk(Rewriter rewriter, Problems problems) {
        return new Transformer(rewriter, problems, true);
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
            // Some loaders leave it to the JVM to find the name in the bytes.
            String type = name == null ? new ClassReader(bytes).getClassName() : name;
            return rewrite(loader, type, existing, bytes);
        } catch (Throwable e) { // whatever it is, the class must load
            problems.add(
                    String.valueOf(name).replace('/', '.')
                            + " stays as it is, in real time: rewriting it failed with "
                            + e);
            return null;
        } finally {
            if (me != null) {
                me.inside--;
            }
        }
    }

    private byte @Nullable [] rewrite(
            @Nullable ClassLoader loader, String name, @Nullable Class<?> existing, byte[] bytes) {
        boolean isJdks = isJdks(loader);
        Job job = isJdks ? rewriter.jdk(name) : null;
        boolean gate = gates.has(loader, name);
        if (job == null && !isOfJdk && Untouched.isApplication(loader, name)) {
            job = rewriter.application(name, loader);
            job.dropSynchronized(existing == null || unsynchronized.has(loader, name));
        }
        if (job == null) {
            if (!gate) {
                return null;
            }
            job = rewriter.nothing(name);
        }
        byte[] result = rewriter.rewrite(bytes, job.gate(gate));
        if (isJdks || (!isOfJdk && rewriter.isLibrary(name))) {
            reportMissing(name);
        }
        if (job.hasDroppedSynchronized()) {
            unsynchronized.add(loader, name);
        }
        if (job.isGated()) {
            gated.add(loader, name);
        }
        return result;
    }

    /** Whether only the JDK's own classes are of a loader; of application's, only some are. */
    static boolean isJdks(@Nullable ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Takes down what couldn't be hooked in a class, or that the JDK has none of that name. */
    void reportMissing(String name) {
        for (String missing : rewriter.missing(name, JDK)) {
            problems.add(missing);
        }
    }

    /** Asks for a class's {@code run()} to be the beginning of a thread; false if it is already. */
    boolean wantGate(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        String name = type.getName().replace('.', '/');
        if (gated.has(loader, name) || gates.has(loader, name)) {
            return false;
        }
        gates.add(loader, name);
        return true;
    }
}
