package io.github.darajasdk.therapy.account;

import java.time.Instant;

/** Signing in to the JSON interface: a bearer token of a few minutes instead of a cookie. */
public interface ApiAccess {

    /**
     * Checks e-mail address and password, a limited number of times.
     *
     * @param address where the request comes from
     * @throws SignInRefusedException when they are wrong, or were tried too often
     */
    Grant signIn(String email, String password, String address);

    /** Ends the token that the present request came with, before its time. */
    void signOut();

    /** A token, and when it ends. The token is a secret. */
    record Grant(String token, Instant expiresAt) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Grant[expires " + expiresAt + "]";
        }
    }
}
