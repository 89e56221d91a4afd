package io.github.darajasdk.internal.http;

import io.github.darajasdk.error.ApiError;
import io.github.darajasdk.error.DarajaProtocolException;
import io.github.darajasdk.error.DarajaRejectedException;
import io.github.darajasdk.internal.wire.WireObject;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A readable answer to one operation.
 *
 * @param operation what was asked
 * @param status the HTTP status
 * @param json the body
 * @param text the body exactly as received
 * @param error set if the endpoint answered in the form of an error that it uses as an ordinary answer
 */
public record Answer(
        Operation operation,
        int status,
        WireObject json,
        String text,
        @Nullable ApiError error) {

    /** The member as a value; an answer without it, or with a malformed one, cannot be relied on. */
    public <T> T required(String name, Function<String, T> type) {
        String value = json.text(name);
        if (value == null) {
            throw unreadable("the answer has no " + name);
        }
        try {
            return type.apply(value);
        } catch (IllegalArgumentException malformed) {
            throw unreadable("the answer has a malformed " + name);
        }
    }

    /** Requires a code of zeros, which says accepted; any other is a refusal, and none at all is no answer. */
    public Answer accepted(String codeName, String textName) {
        return accepted(codeName, textName, "0+");
    }

    /** @param acceptedCode regular expression of the codes that say accepted */
    public Answer accepted(String codeName, String textName, String acceptedCode) {
        String code = json.codeText(codeName);
        if (code == null || code.isEmpty()) {
            throw unreadable("the answer has no " + codeName);
        }
        if (!code.matches(acceptedCode)) {
            ApiError refusal = new ApiError(
                    Redaction.line(code, null), Redaction.line(json.textOrEmpty(textName), null), null, status);
            throw new DarajaRejectedException(
                    operation.name(),
                    operation.title() + " rejected [" + codeName + "=" + refusal.code() + "]: " + refusal.message(),
                    refusal,
                    text);
        }
        return this;
    }

    /** A part of the body that has to be there. */
    public WireObject part(String name) {
        WireObject part = json.object(name);
        if (part == null) {
            throw unreadable("the answer has no " + name);
        }
        return part;
    }

    /** The same answer, looking at one part of it. */
    public Answer about(WireObject part) {
        return new Answer(operation, status, part, text, error);
    }

    public DarajaProtocolException unreadable(String why) {
        return new DarajaProtocolException(
                operation.name(),
                operation.title() + " was answered with something that cannot be relied on: " + why + ". "
                        + AnswerReader.unknownAdvice(operation),
                error,
                text);
    }
}
