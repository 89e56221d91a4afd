package io.github.darajasdk.therapy.account.internal;

import io.github.darajasdk.therapy.account.internal.JdbcAccounts.Credentials;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Checks e-mail address and password, a limited number of times. */
@Component
class PasswordAuthentication implements AuthenticationProvider {

    private final JdbcAccounts accounts;
    private final PasswordEncoder passwords;
    private final SignInThrottle throttle;
    private final String hashOfNobody;

    PasswordAuthentication(JdbcAccounts accounts, PasswordEncoder passwords, SignInThrottle throttle) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.hashOfNobody = passwords.encode("nobody's password");
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String email = request.getName();
        String password = request.getCredentials() instanceof String typed ? typed : "";
        String address = request.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
        if (!throttle.admit(email, address)) {
            throw new LockedException("too many tries to sign in");
        }
        Optional<Credentials> known = accounts.credentials(email);
        // An unknown address takes as long as a wrong password, so that the answer's time tells nothing.
        boolean matches =
                passwords.matches(password, known.map(Credentials::passwordHash).orElse(hashOfNobody));
        if (known.isEmpty() || !matches) {
            throw new BadCredentialsException("unknown e-mail address or wrong password");
        }
        throttle.succeeded(email, address);
        SignedInUser user = SignedInUser.of(known.get().user());
        return UsernamePasswordAuthenticationToken.authenticated(
                user, null, List.of(new SimpleGrantedAuthority("ROLE_" + user.role())));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
