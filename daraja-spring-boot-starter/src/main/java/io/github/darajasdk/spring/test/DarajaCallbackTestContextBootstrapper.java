package io.github.darajasdk.spring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Gives the test a web application context without a server, and the properties of its annotation. */
final class DarajaCallbackTestContextBootstrapper extends TestSliceTestContextBootstrapper<DarajaCallbackTest> {

    /** Made by Spring's test framework. */
    DarajaCallbackTestContextBootstrapper() {}
}
