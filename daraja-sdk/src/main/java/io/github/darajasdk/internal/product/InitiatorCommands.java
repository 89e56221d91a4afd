package io.github.darajasdk.internal.product;

import io.github.darajasdk.CommandAccepted;
import io.github.darajasdk.ConversationId;
import io.github.darajasdk.DarajaEnvironment;
import io.github.darajasdk.Initiator;
import io.github.darajasdk.InitiatorCertificate;
import io.github.darajasdk.SecurityCredential;
import io.github.darajasdk.ShortCode;
import io.github.darajasdk.internal.client.ClientSettings;
import io.github.darajasdk.internal.client.Core;
import io.github.darajasdk.internal.http.Answer;
import io.github.darajasdk.internal.http.Operation;
import io.github.darajasdk.internal.wire.WireObject;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all commands in an initiator's name share: the credential, the two addresses, the acknowledgement. */
public final class InitiatorCommands {

    private static final Logger log = LoggerFactory.getLogger(InitiatorCommands.class);

    private final Core core;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SecurityCredential credential; // guarded by the lock

    public InitiatorCommands(Core core) {
        this.core = core;
    }

    Core core() {
        return core;
    }

    /** @param nameField {@code Initiator} in most products, {@code InitiatorName} in payouts to people */
    WireObject signed(WireObject body, String nameField, String command) {
        Initiator initiator = core.settings().initiator();
        if (initiator == null) {
            throw new IllegalStateException(
                    "this client has no initiator: set DarajaClient.Builder.initiator for " + command);
        }
        return body.put(nameField, initiator.name())
                .put("SecurityCredential", credential(initiator).value())
                .put("CommandID", command);
    }

    /** One encryption serves as long as the password does, so it is made once. */
    private SecurityCredential credential(Initiator initiator) {
        lock.lock();
        try {
            if (credential == null) {
                ClientSettings settings = core.settings();
                InitiatorCertificate certificate = certificate(settings);
                if (initiator.needsCertificate()
                        && certificate.expiredAt(settings.clock().instant())) {
                    log.warn(
                            "The certificate for the initiator's password is past its validity ({}). That is usual for"
                                    + " Safaricom's; compare its fingerprint with the portal's file before production use",
                            certificate);
                }
                credential = initiator.credential(certificate);
            }
            return credential;
        } finally {
            lock.unlock();
        }
    }

    /** The client's own, or else the one in this jar; read only now, for most clients have no initiator. */
    private static InitiatorCertificate certificate(ClientSettings settings) {
        InitiatorCertificate given = settings.initiatorCertificate();
        if (given != null) {
            return given;
        }
        return settings.environment().equals(DarajaEnvironment.PRODUCTION)
                ? InitiatorCertificate.production()
                : InitiatorCertificate.sandbox();
    }

    ShortCode shortCode(Optional<ShortCode> given) {
        return given.orElse(core.settings().merchant().shortCode());
    }

    static WireObject addressed(WireObject body, URI resultUrl, URI timeoutUrl) {
        return body.put("QueueTimeOutURL", timeoutUrl.toString()).put("ResultURL", resultUrl.toString());
    }

    CommandAccepted send(Operation operation, WireObject body) {
        Answer answer = core.pipeline().send(operation, body).accepted("ResponseCode", "ResponseDescription");
        return new CommandAccepted(
                answer.required("ConversationID", ConversationId::of),
                answer.required("OriginatorConversationID", ConversationId::of),
                answer.json().textOrEmpty("ResponseDescription"),
                answer.text());
    }
}
