package io.github.darajasdk.benchmarks;

import io.github.darajasdk.ShortCode;
import io.github.darajasdk.callback.CallbackKey;
import io.github.darajasdk.callback.CallbackParser;
import io.github.darajasdk.callback.CallbackPurpose;
import io.github.darajasdk.callback.CallbackUrls;
import io.github.darajasdk.callback.StkCallback;
import io.github.darajasdk.callback.VerifiedPath;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a callback costs before the application sees it: checking its address, reading its body, both. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallbackBenchmark {

    private final CallbackParser parser = CallbackParser.create();
    private byte[] body = new byte[0];
    private CallbackUrls urls = urls();
    private String path = "";

    private static CallbackUrls urls() {
        return CallbackUrls.builder()
                .baseUrl(URI.create("https://pay.example.co.ke"))
                .environment("production")
                .shortCode(ShortCode.of("600123"))
                .key(CallbackKey.of("k1", "6d7920746573742063616c6c6261636b206b6579206f66203332206279746573"))
                .build();
    }

    @Setup
    public void aCallbackAsCaptured() {
        body = Fixtures.read("stk-callback-success-balance-no-value.json");
        urls = urls();
        path = urls.create(CallbackPurpose.STK, "0193f0a2b7c47d1e8f00112233445566")
                .getPath();
    }

    @Benchmark
    public Optional<VerifiedPath> checkAddress() {
        return urls.verify(path);
    }

    @Benchmark
    public StkCallback readBody() {
        return parser.parseStk(body);
    }

    @Benchmark
    public StkCallback checkAddressAndReadBody() {
        if (urls.verify(path).isEmpty()) {
            throw new IllegalStateException("the address is ours");
        }
        return parser.parseStk(body);
    }
}
