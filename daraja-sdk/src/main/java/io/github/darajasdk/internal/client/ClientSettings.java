package io.github.darajasdk.internal.client;

import io.github.darajasdk.Amount;
import io.github.darajasdk.Credentials;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.Merchant;
import io.github.darajasdk.spi.DarajaEventListener;
import io.github.darajasdk.spi.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the client's builder has collected. */
public record ClientSettings(
        DarajaEnvironment environment,
        Credentials credentials,
        Merchant merchant,
        Duration callTimeout,
        Duration readCallTimeout,
        Duration connectTimeout,
        Clock clock,
        @Nullable TokenStore tokenStore,
        DarajaEventListener eventListener,
        @Nullable Executor asyncExecutor,
        Amount maxPayment,
        int maxConcurrentCalls,
        int breakerFailures,
        Duration breakerPause,
        @Nullable Initiator initiator,
        @Nullable InitiatorCertificate initiatorCertificate,
        String billManagerPath) {}
