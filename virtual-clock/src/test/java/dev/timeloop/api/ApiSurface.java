package dev.timeloop.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public and protected surface of a compiled module, as sorted text to be checked in.
 *
 * <p>It shows what a module declares and nothing that it inherits from elsewhere, so that the text
 * is the same on every JDK and with every version of JUnit.
 */
public final class ApiSurface {
    private static final Path CLASSES = Path.of("target", "classes");

    private final String text;

    private ApiSurface(String text) {
        this.text = text;
    }

    /** Reads the surface of the Maven module in the current directory. */
    public static ApiSurface ofThisModule() {
        try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            ModuleDescriptor module = ModuleDescriptor.read(in);
            List<String> blocks = new ArrayList<>();
            blocks.add(describe(module));
            for (String exported : exportedToAll(module)) {
                accessibleTypes(exported).forEach(type -> blocks.add(describe(type)));
            }
            return new ApiSurface(String.join("\n", blocks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails, saying what changed, unless the dump shows this surface; with {@code
     * -Dapi.update=true} rewrites the dump instead.
     */
    public void compareWith(Path dump) {
        String internal = linesNamingInternals();
        if (!internal.isEmpty()) {
            throw new AssertionError("The API shows types that it does not export:\n" + internal);
        }
        try {
            if (Boolean.getBoolean("api.update")) {
                Files.createDirectories(dump.getParent());
                Files.writeString(dump, text);
            } else {
                String checkedIn = Files.exists(dump) ? Files.readString(dump) : "";
                String problem = difference(dump, checkedIn.replace("\r\n", "\n"));
                if (!problem.isEmpty()) {
                    throw new AssertionError(problem);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return text;
    }

    private String linesNamingInternals() {
        return qualifiedLines(text).stream()
                .filter(line -> line.contains("dev.timeloop.internal."))
                .map(line -> "  " + line)
                .collect(Collectors.joining("\n"));
    }

    private String difference(Path dump, String checkedIn) {
        if (checkedIn.equals(text)) {
            return "";
        }
        Set<String> before = qualifiedLines(checkedIn);
        Set<String> after = qualifiedLines(text);
        Stream<String> gone = before.stream().filter(l -> !after.contains(l)).map(l -> "  - " + l);
        Stream<String> come = after.stream().filter(l -> !before.contains(l)).map(l -> "  + " + l);
        return """
                The API differs from %s:
                %s
                If that is what you want, run 'mvn verify -Dapi.update=true' and commit the file.
                """
                .formatted(dump, Stream.concat(gone, come).collect(Collectors.joining("\n")));
    }

    /** The lines of a dump, each member behind its type, so that a line means the same anywhere. */
    private static Set<String> qualifiedLines(String dump) {
        Set<String> lines = new TreeSet<>();
        String owner = "";
        for (String line : (Iterable<String>) dump.lines()::iterator) {
            if (line.startsWith(" ")) {
                lines.add(owner + " :: " + line.strip());
            } else if (!line.isBlank()) {
                owner = line;
                lines.add(line);
            }
        }
        return lines;
    }

    private static String describe(ModuleDescriptor module) {
        Set<String> lines = new TreeSet<>();
        exportedToAll(module).forEach(name -> lines.add("exports " + name));
        for (ModuleDescriptor.Requires required : module.requires()) {
            if (required.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE)) {
                boolean optional =
                        required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC);
                lines.add("requires transitive " + (optional ? "static " : "") + required.name());
            }
        }
        for (ModuleDescriptor.Provides provided : module.provides()) {
            lines.add("provides " + provided.service() + " with " + provided.providers());
        }
        return block("module " + module.name(), lines);
    }

    private static Set<String> exportedToAll(ModuleDescriptor module) {
        return module.exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Class<?>> accessibleTypes(String packageName) throws IOException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(CLASSES.resolve(packageName.replace('.', '/')))) {
            List<String> names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.substring(0, name.length() - ".class".length()))
                            .filter(name -> !name.equals("package-info"))
                            .sorted()
                            .toList();
            for (String name : names) {
                Class<?> type = load(packageName + "." + name);
                if (isAccessible(type)) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiSurface.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    name + " is in " + CLASSES + " but not on the class path", e);
        }
    }

    private static boolean isAccessible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return !type.isSynthetic()
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && isVisible(type.getModifiers())
                && (outer == null || isAccessible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String describe(Class<?> type) {
        Set<String> lines = new TreeSet<>();
        // What a hidden superclass declares, its visible subclass shows.
        for (Class<?> c = type;
                c != null && (c == type || !isVisible(c.getModifiers()));
                c = c.getSuperclass()) {
            shown(type, c.getDeclaredFields()).map(ApiSignatures::of).forEach(lines::add);
            shown(type, c.getDeclaredMethods()).map(ApiSignatures::of).forEach(lines::add);
        }
        shown(type, type.getDeclaredConstructors()).map(ApiSignatures::of).forEach(lines::add);
        return block(ApiSignatures.of(type), lines);
    }

    private static <M extends Member> Stream<M> shown(Class<?> type, M[] members) {
        return Arrays.stream(members)
                .filter(member -> isVisible(member.getModifiers()))
                .filter(member -> !member.isSynthetic())
                .filter(member -> !Modifier.isFinal(type.getModifiers()) || isPublic(member))
                .filter(member -> !isImpliedByEnum(member));
    }

    private static boolean isPublic(Member member) {
        return Modifier.isPublic(member.getModifiers());
    }

    private static boolean isImpliedByEnum(Member member) {
        return member instanceof Method method
                && method.getDeclaringClass().isEnum()
                && Modifier.isStatic(method.getModifiers())
                && (method.getName().equals("values") || method.getName().equals("valueOf"));
    }

    private static String block(String head, Set<String> lines) {
        return head
                + "\n"
                + lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }
}
