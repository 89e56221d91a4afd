package io.github.darajasdk.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.C2bValidationAnswer;
import io.github.darajasdk.callback.C2bValidationAnswer.Rejection;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class C2bValidationsTest {

    private static final C2bValidationAnswer REJECT = C2bValidationAnswer.reject(Rejection.OTHER);

    @Test
    void withoutAValidatorTheSettingAnswers() throws Exception {
        try (C2bValidations validations = new C2bValidations(null, Duration.ofSeconds(8), REJECT)) {
            assertThat(answer(validations)).contains("C2B00016");
        }
    }

    @Test
    void unreadableQuestionStillReachesTheValidator() throws Exception {
        C2bValidator onlyReadable =
                delivery -> delivery.parseFailure().isPresent() ? REJECT : C2bValidationAnswer.accept();
        try (C2bValidations validations =
                new C2bValidations(onlyReadable, Duration.ofSeconds(8), C2bValidationAnswer.accept())) {
            assertThat(answer(validations)).contains("C2B00016");
        }
    }

    @Test
    void afterClosingTheSettingAnswers() throws Exception {
        C2bValidations validations =
                new C2bValidations(delivery -> C2bValidationAnswer.accept(), Duration.ofSeconds(8), REJECT);
        validations.close();
        assertThat(answer(validations)).contains("C2B00016");
    }

    private static String answer(C2bValidations validations) {
        CallbackDelivery unreadable = CallbackDelivery.read(
                CallbackParser.create(),
                CallbackPurpose.C2B_VALIDATION,
                ShortCode.of("600123"),
                "shop",
                "not json".getBytes(StandardCharsets.UTF_8),
                "127.0.0.1",
                Instant.parse("2026-11-20T08:00:00Z"));
        return new String(validations.answer(unreadable).toJson(), StandardCharsets.UTF_8);
    }
}
