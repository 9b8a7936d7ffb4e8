package dev.timeloop.junit.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/** What a search for tests will look at. */
final class Search {
    private static final String CLASS_SEGMENT = "[class:";

    private final LauncherDiscoveryRequest request;
    private final ClassLoader loader;
    private final ClassFiles classes;

    Search(LauncherDiscoveryRequest request, ClassLoader loader) {
        this.request = request;
        this.loader = loader;
        classes = new ClassFiles(loader);
    }

    /** Whether any class that it will look at asks for a world; by class files alone. */
    boolean wantsWorld() throws IOException {
        for (ClassSelector selector : request.getSelectorsByType(ClassSelector.class)) {
            if (classes.declare(selector.getClassName())) {
                return true;
            }
        }
        for (MethodSelector selector : request.getSelectorsByType(MethodSelector.class)) {
            if (classes.declare(selector.getClassName())) {
                return true;
            }
        }
        for (NestedClassSelector selector : request.getSelectorsByType(NestedClassSelector.class)) {
            if (classes.declare(selector.getNestedClassName())) {
                return true;
            }
        }
        for (UniqueIdSelector selector : request.getSelectorsByType(UniqueIdSelector.class)) {
            if (wantsWorld(selector.getUniqueId().toString())) {
                return true;
            }
        }
        return anyFolderWants();
    }

    private boolean wantsWorld(String uniqueId) {
        int begin = uniqueId.indexOf(CLASS_SEGMENT);
        int end = uniqueId.indexOf(']', begin);
        return begin >= 0
                && end >= 0
                && classes.declare(uniqueId.substring(begin + CLASS_SEGMENT.length(), end));
    }

    private boolean anyFolderWants() throws IOException {
        for (ClasspathRootSelector root : request.getSelectorsByType(ClasspathRootSelector.class)) {
            if (folderWants(root.getClasspathRoot())) {
                return true;
            }
        }
        for (PackageSelector selector : request.getSelectorsByType(PackageSelector.class)) {
            String folder = selector.getPackageName().replace('.', '/');
            for (Enumeration<URL> found = loader.getResources(folder); found.hasMoreElements(); ) {
                try {
                    if (folderWants(found.nextElement().toURI())) {
                        return true;
                    }
                } catch (URISyntaxException e) {
                    // no folder
                }
            }
        }
        return false;
    }

    private static boolean folderWants(URI folder) throws IOException {
        if (!"file".equals(folder.getScheme()) || !Files.isDirectory(Path.of(folder))) {
            return false;
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                Path file = each.next();
                if (file.toString().endsWith(".class")
                        && ClassFiles.hasDeclaration(Files.readAllBytes(file))) {
                    return true;
                }
            }
        }
        return false;
    }
}
