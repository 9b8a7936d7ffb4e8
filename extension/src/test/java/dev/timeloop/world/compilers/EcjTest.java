package dev.timeloop.world.compilers;

import javax.tools.JavaCompiler;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

class EcjTest extends Compiled {
    @Override
    JavaCompiler compiler() {
        return new EclipseCompiler();
    }
}
