package io.github.darajasdk.therapy.account.internal;

import io.github.darajasdk.therapy.account.CurrentUser;
import io.github.darajasdk.therapy.account.User;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

@Component
class SecurityContextCurrentUser implements CurrentUser {

    @Override
    public Optional<User> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedInUser signedIn
                ? Optional.of(signedIn.user())
                : Optional.empty();
    }
}
