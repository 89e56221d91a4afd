package io.github.darajasdk.therapy.account.internal;

import io.github.darajasdk.therapy.account.Role;
import io.github.darajasdk.therapy.account.User;
import io.github.darajasdk.therapy.account.UserId;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Who a session belongs to. Named by id, so that logs hold no address. */
record SignedInUser(UUID id, String email, String displayName, Role role)
        implements AuthenticatedPrincipal, Serializable {

    static SignedInUser of(User user) {
        return new SignedInUser(user.id().value(), user.email(), user.displayName(), user.role());
    }

    User user() {
        return new User(new UserId(id), email, displayName, role);
    }

    @Override
    public String getName() {
        return id.toString();
    }

    @Override
    public String toString() {
        return role + " " + id;
    }
}
