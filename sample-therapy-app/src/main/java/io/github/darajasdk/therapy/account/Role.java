package io.github.darajasdk.therapy.account;

/** What a user may do. */
public enum Role {
    CLIENT,
    THERAPIST,
    ADMIN
}
