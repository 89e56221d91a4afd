package io.github.darajasdk.callback;

/** What {@link CallbackGuard} thinks of a request. The caller decides what to do; nothing was answered or stored yet. */
public sealed interface CallbackVerdict {

    /**
     * Returns the HTTP status to answer with.
     *
     * @return 200 for an accepted request <em>once it is stored</em>, or the status of the refusal
     */
    int httpStatus();

    /** Why a request is refused. */
    enum Reason {
        /** The path is not one of ours, or its mac is wrong. */
        UNKNOWN_PATH(404),
        /** Not a POST. */
        WRONG_METHOD(405),
        /** The body is encoded, for example zipped. */
        ENCODED_BODY(415),
        /** The body is larger than any genuine callback. */
        TOO_LARGE(413),
        /** The body did not arrive in time. */
        TOO_SLOW(408),
        /** The sender's address is not on the list, and the list is enforced. */
        SOURCE_NOT_ALLOWED(403);

        private final int httpStatus;

        Reason(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        /**
         * Returns the status to answer with.
         *
         * @return 403 to 415
         */
        public int httpStatus() {
            return httpStatus;
        }
    }

    /** Ours: store it, then acknowledge it. */
    final class Accepted implements CallbackVerdict {

        private final CallbackPurpose purpose;
        private final String reference;
        private final byte[] body;
        private final boolean sourceListed;

        /**
         * Makes the verdict. Public so that tests can.
         *
         * @param purpose what the address is for
         * @param reference the reference the address was made for
         * @param body as received; copied
         * @param sourceListed whether the sender's address is on the list; true if no list is used
         */
        public Accepted(CallbackPurpose purpose, String reference, byte[] body, boolean sourceListed) {
            this.purpose = purpose;
            this.reference = reference;
            this.body = body.clone();
            this.sourceListed = sourceListed;
        }

        /**
         * Returns what the address is for.
         *
         * @return the purpose
         */
        public CallbackPurpose purpose() {
            return purpose;
        }

        /**
         * Returns which payment the address was made for.
         *
         * @return the reference
         */
        public String reference() {
            return reference;
        }

        /**
         * Returns the body exactly as received. It may be malformed; store it all the same, it is the only copy.
         *
         * @return a new array
         */
        public byte[] body() {
            return body.clone();
        }

        /**
         * Tells whether the sender's address is one of the listed ones.
         *
         * @return false if it is not; true also if no list is used
         */
        public boolean sourceListed() {
            return sourceListed;
        }

        @Override
        public int httpStatus() {
            return 200;
        }

        @Override
        public String toString() {
            return "Accepted[" + purpose + ", " + reference + ", " + body.length + " bytes]";
        }
    }

    /**
     * Not ours, or not acceptable. Answer with the status and a fixed body, store nothing.
     *
     * @param httpStatus what to answer
     * @param reason why
     */
    record Refused(int httpStatus, Reason reason) implements CallbackVerdict {

        /**
         * Refuses with the status that belongs to the reason.
         *
         * @param reason why
         */
        public Refused(Reason reason) {
            this(reason.httpStatus(), reason);
        }
    }
}
