package io.github.darajasdk.therapy.account;

/**
 * A person who can sign in.
 *
 * @param email unique, lower case
 * @param displayName as shown to others
 */
public record User(UserId id, String email, String displayName, Role role) {}
