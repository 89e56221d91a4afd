package io.github.darajasdk.therapy.payment.review;

import io.github.darajasdk.therapy.account.UserId;
import java.util.Optional;

/**
 * Which cases are wanted.
 *
 * @param open the open ones, else the resolved ones
 * @param kind one kind, or every kind when empty
 * @param owner those of one person, or of everybody when empty
 */
public record CaseFilter(boolean open, Optional<CaseKind> kind, Optional<UserId> owner) {}
