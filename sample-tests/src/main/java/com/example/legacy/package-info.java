/** Code as it is found: it sleeps, keeps static pools, and takes no clock from anybody. */
@NullMarked
package com.example.legacy;

import org.jspecify.annotations.NullMarked;
