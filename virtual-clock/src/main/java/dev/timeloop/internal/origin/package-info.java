/** Where things were made and thrown, in the user's own frames. */
@NullMarked
package dev.timeloop.internal.origin;

import org.jspecify.annotations.NullMarked;
