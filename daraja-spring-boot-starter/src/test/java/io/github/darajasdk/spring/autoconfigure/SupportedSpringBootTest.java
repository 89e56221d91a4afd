package io.github.darajasdk.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportedSpringBootTest {

    @ParameterizedTest
    @ValueSource(strings = {"3.5.16", "3.4.0", "2.7.18", "4.0.7"})
    void olderOnesAreNamed(String version) {
        assertThat(SupportedSpringBoot.concernAbout(version))
                .hasValueSatisfying(concern -> assertThat(concern).contains(version));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"4.1.1", "4.2.0-RC1", "5.0.0", "unknown"})
    void supportedAndUnreadableOnesAreNot(String version) {
        assertThat(SupportedSpringBoot.concernAbout(version)).isEmpty();
    }
}
