package io.github.darajasdk.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.darajasdk.DarajaClient;
import io.github.darajasdk.stk.StkPushAccepted;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A push over loopback, by the SDK and by hand: OkHttp and Jackson sending the same bytes, with nothing else around. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PushBenchmark {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final ZoneId NAIROBI = ZoneId.of("Africa/Nairobi");

    private FixedServer server = new FixedServer();
    private DarajaClient daraja = Clients.of(server.uri()).build();
    private OkHttpClient http = new OkHttpClient();
    private ObjectMapper json = new ObjectMapper();
    private URI push = server.uri();

    @Setup
    public void warmConnections() throws IOException {
        server.close();
        daraja.close();
        server = new FixedServer();
        daraja = Clients.of(server.uri()).build();
        http = new OkHttpClient();
        json = new ObjectMapper();
        push = server.uri().resolve("/mpesa/stkpush/v1/processrequest");
        bySdk();
        byHand();
    }

    @TearDown
    public void stop() {
        daraja.close();
        server.close();
    }

    @Benchmark
    public StkPushAccepted bySdk() {
        return daraja.stk().push(Clients.aPush());
    }

    @Benchmark
    public String byHand() throws IOException {
        String timestamp = ZonedDateTime.now(NAIROBI).format(TIMESTAMP);
        ObjectNode body = json.createObjectNode();
        body.put("BusinessShortCode", 174379);
        body.put(
                "Password",
                Base64.getEncoder()
                        .encodeToString(("174379" + Clients.PASSKEY + timestamp).getBytes(StandardCharsets.UTF_8)));
        body.put("Timestamp", timestamp);
        body.put("TransactionType", "CustomerPayBillOnline");
        body.put("Amount", 1);
        body.put("PartyA", 254708374149L);
        body.put("PartyB", 174379);
        body.put("PhoneNumber", 254708374149L);
        body.put("CallBackURL", Clients.CALLBACK);
        body.put("AccountReference", "INV-20418");
        body.put("TransactionDesc", "Order 20418");
        Request request = new Request.Builder()
                .url(push.toString())
                .header("Authorization", "Bearer q8ZrT2mVxN4LwK7cJ1sHdY9bGfPe")
                .post(RequestBody.create(json.writeValueAsBytes(body), MediaType.get("application/json")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            JsonNode answer =
                    json.readTree(Objects.requireNonNull(response.body()).bytes());
            return answer.get("CheckoutRequestID").asText();
        }
    }
}
