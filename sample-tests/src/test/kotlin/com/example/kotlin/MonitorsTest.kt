package com.example.kotlin

import dev.timeloop.junit.VirtualTime
import java.util.concurrent.Callable
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.thread
import kotlin.concurrent.withLock
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** Each way that Kotlin has to lock, with three threads that contend. */
@VirtualTime
class MonitorsTest {
    private val journal = Journal()
    private val lock = Any()
    private val other = Any()

    private fun contend(body: (Int) -> Unit): List<String> {
        (0..2).map { n -> thread(name = "t$n") { body(n) } }.forEach(Thread::join)
        return journal.lines
    }

    private fun hold() = Thread.sleep(100)

    @Test
    fun `an inlined block is left by a return`() {
        fun work(n: Int) {
            synchronized(lock) {
                hold()
                if (n == 1) return
                hold()
            }
            journal.note("$n is through")
        }

        assertThat(contend(::work)).containsExactly("+200ms 0 is through", "+500ms 2 is through")
    }

    @Test
    fun `an inlined block has a value`() {
        fun value(n: Int): Double = synchronized(lock) {
            hold()
            val wide = n * 2L
            if (n == 1) return wide.toDouble()
            hold()
            -wide.toDouble()
        }

        assertThat(contend { journal.note("$it gave ${value(it)}") })
            .containsExactly("+200ms 0 gave -0.0", "+300ms 1 gave 2.0", "+500ms 2 gave -4.0")
    }

    @Test
    fun `an exception leaves the block`() {
        fun work(n: Int) {
            try {
                synchronized(lock) {
                    hold()
                    check(n != 1) { "boom" }
                }
            } catch (e: IllegalStateException) {
                journal.note("$n ${e.message}")
            } finally {
                synchronized(lock) { hold() }
                journal.note("$n is out")
            }
        }

        assertThat(contend(::work))
            .containsExactly("+200ms 1 boom", "+400ms 0 is out", "+500ms 1 is out", "+600ms 2 is out")
    }

    @Test
    fun `a loop leaves the block by break and continue`() {
        fun work(n: Int) {
            for (i in 0..1) {
                synchronized(lock) {
                    hold()
                    if (i == 0) continue
                    if (n == 1) break
                }
                journal.note("$n is through")
            }
        }

        assertThat(contend(::work)).containsExactly("+400ms 0 is through", "+600ms 2 is through")
    }

    @Test
    fun `nested blocks are left one by one`() {
        fun work(n: Int) {
            synchronized(lock) {
                synchronized(other) {
                    synchronized(lock) { hold() }
                }
                journal.note("$n is in one")
                hold()
            }
        }

        assertThat(contend(::work))
            .containsExactly("+100ms 0 is in one", "+300ms 1 is in one", "+500ms 2 is in one")
    }

    @Test
    fun `a block in a lambda that is no inlined one`() {
        val work = { n: Int ->
            Callable {
                synchronized(lock) {
                    hold()
                    journal.note("$n is in")
                }
            }.call()
        }

        assertThat(contend(work)).containsExactly("+100ms 0 is in", "+200ms 1 is in", "+300ms 2 is in")
    }

    private class Account(private val journal: Journal) {
        @get:Synchronized
        @set:Synchronized
        var balance = 0

        @Synchronized
        fun deposit(amount: Int): Int {
            val before = balance
            Thread.sleep(100)
            balance = before + amount
            return balance
        }

        companion object {
            @JvmStatic
            @Synchronized
            fun audit() = Thread.sleep(1_000)
        }

        fun report(what: Any) = journal.note(what)
    }

    @Test
    fun `annotated functions exclude each other`() {
        val account = Account(journal)

        assertThat(contend { account.report(account.deposit(10)) })
            .containsExactly("+100ms 10", "+200ms 20", "+300ms 30")
        assertThat(account.balance).isEqualTo(30)
    }

    @Test
    fun `annotated functions of a companion exclude each other`() {
        assertThat(
            contend {
                Account.audit()
                journal.note(it)
            },
        ).containsExactly("+1s 0", "+2s 1", "+3s 2")
    }

    @Suppress("PLATFORM_CLASS_MAPPED_TO_KOTLIN")
    @Test
    fun `threads wait and are notified`() {
        val monitor = lock as Object
        var open = false

        val log = contend { n ->
            synchronized(lock) {
                if (n == 2) {
                    hold()
                    open = true
                    monitor.notifyAll()
                } else {
                    while (!open) monitor.wait()
                }
                journal.note(n)
            }
        }

        assertThat(log).containsExactly("+100ms 2", "+100ms 0", "+100ms 1")
    }

    @Suppress("PLATFORM_CLASS_MAPPED_TO_KOTLIN")
    @Test
    fun `waiting ends in time`() {
        val log = contend { n ->
            synchronized(lock) {
                (lock as Object).wait(300L - n * 100)
                journal.note(n)
            }
        }

        assertThat(log).containsExactly("+100ms 2", "+200ms 1", "+300ms 0")
    }

    @Test
    fun `a lock is held for as long as its block`() {
        val reentrant = ReentrantLock()

        assertThat(
            contend {
                reentrant.withLock { hold() }
                journal.note(it)
            },
        ).containsExactly("+100ms 0", "+200ms 1", "+300ms 2")
    }
}
