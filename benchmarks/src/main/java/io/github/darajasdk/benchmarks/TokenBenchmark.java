package io.github.darajasdk.benchmarks;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.internal.auth.TokenCache;
import io.github.darajasdk.internal.auth.TokenEndpoint;
import io.github.darajasdk.internal.http.Deadline;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.http.Transport;
import io.github.darajasdk.spi.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What every call pays for its token when there is one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenBenchmark {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Operation operation = Operation.read("stk.query", "STK query", "/mpesa/stkpushquery/v1/query");
    private final FixedServer server = new FixedServer();
    private final Transport transport = new Transport(server.uri(), TIMEOUT);
    private final TokenCache tokens = new TokenCache(
            "benchmark",
            new TokenEndpoint(transport, Credentials.of("key", "secret"), Clock.systemUTC()),
            null,
            Clock.systemUTC(),
            Ticker.systemTicker(),
            lifetime -> {});
    private Deadline deadline = Deadline.after(TIMEOUT);

    @Setup
    public void fetchTheToken() {
        tokens.get(operation, Deadline.after(TIMEOUT));
        // Only a miss looks at it.
        deadline = Deadline.after(Duration.ofHours(1));
    }

    @TearDown
    public void stop() {
        transport.close();
        server.close();
    }

    @Benchmark
    public AccessToken hit() {
        return tokens.get(operation, deadline);
    }
}
