package com.example.kotlin

import kotlin.time.TimeSource

/** Notes what happens, and how long after its start, by Kotlin's own clock. */
internal class Journal {
    private val start = TimeSource.Monotonic.markNow()
    private val noted = mutableListOf<String>()

    val lines: List<String>
        @Synchronized get() = noted.toList()

    @Synchronized
    fun note(what: Any?) {
        noted += "+${start.elapsedNow()} $what"
    }
}
