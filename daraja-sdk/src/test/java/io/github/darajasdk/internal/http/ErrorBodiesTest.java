package io.github.darajasdk.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.darajasdk.WireFixtures;
import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.internal.wire.WireFormatException;
import io.github.darajasdk.internal.wire.WireObject;
import org.junit.jupiter.api.Test;

/** Daraja's parts say no in five forms. What none of them is, is told apart from all. */
class ErrorBodiesTest {

    @Test
    void theUsualForm() throws WireFormatException {
        ApiError error = fixture("common-error-400.002.02-bad-request.json", 400);

        assertThat(error.code()).isEqualTo("400.002.02");
        assertThat(error.message()).contains("Bad Request");
        assertThat(error.requestId()).isNotNull();
        assertThat(error.httpStatus()).isEqualTo(400);
    }

    @Test
    void theGatewaysFault() throws WireFormatException {
        ApiError error = fixture("common-error-504-gateway-timeout-fault.json", 504);

        assertThat(error.code()).contains("GatewayTimeout");
        assertThat(error.message()).isNotEmpty();
    }

    @Test
    void theSoapFaultTurnedIntoJson() throws WireFormatException {
        ApiError error = read(
                "{\"Envelope\":{\"Body\":{\"Fault\":{\"faultcode\":\"soap:Server\",\"faultstring\":\"no 254708374149\"}}}}",
                500);

        assertThat(error.code()).isEqualTo("soap:Server");
        assertThat(error.message()).isEqualTo("no ********4149");
        assertThat(read("{\"Envelope\":{\"Body\":{}}}", 500)).isNull();
    }

    @Test
    void theFormOfStandingOrders() throws WireFormatException {
        ApiError error = fixture("ratiba-error-400-shortcode.json", 400);

        assertThat(error.code()).isEqualTo("400");
        assertThat(error.message()).isNotEmpty();
        assertThat(error.requestId()).isNotNull();
    }

    @Test
    void theFormOfBillManager() throws WireFormatException {
        ApiError error = fixture("billmanager-cancel-error-409-paid.json", 409);

        assertThat(error.code()).isEqualTo("409");
        assertThat(error.message()).isNotEmpty();
    }

    @Test
    void theLastTwoFormsAreGoodNewsUnlessTheStatusSaysOtherwise() throws WireFormatException {
        assertThat(read("{\"resmsg\":\"Success\",\"rescode\":\"200\"}", 200)).isNull();
        assertThat(read("{\"responseMessage\":\"fine\",\"responseCode\":200}", 200))
                .isNull();
        assertThat(read("{}", 500)).isNull();
        assertThat(read("{\"fault\":\"text\"}", 500)).isNull();
    }

    private static ApiError fixture(String name, int status) throws WireFormatException {
        return ErrorBodies.read(WireObject.parse(WireFixtures.bytes(name)), status, null);
    }

    private static ApiError read(String body, int status) throws WireFormatException {
        return ErrorBodies.read(WireObject.parse(body), status, null);
    }
}
