/** Asks several venues for the price of a security and answers with the best one. */
@NullMarked
package com.example.quotes;

import org.jspecify.annotations.NullMarked;
