package dev.timeloop.world.verdicts;

import java.io.IOException;
import java.io.InputStream;

/** Loads classes anew, so that they are initialised anew, each time a test is run. */
public final class FreshClasses extends ClassLoader {
    private static final String PACKAGE = FreshClasses.class.getPackageName() + ".initialised.";

    public FreshClasses() {
        super(FreshClasses.class.getClassLoader());
    }

    public void initialise(String name) throws ClassNotFoundException {
        Class.forName(PACKAGE + name, true, this);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
