package io.github.darajasdk.therapy.account;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Face of this package: who the users are. */
public interface Accounts {

    Optional<User> find(UserId id);

    /** Users by id; unknown ids are absent. */
    Map<UserId, User> findAll(Collection<UserId> ids);

    /** Therapists that can be booked, by display name. */
    List<User> therapists();

    /** Everybody who administers the practice. */
    List<User> administrators();

    /** The user with this e-mail address, in whatever case it is written. */
    Optional<User> findByEmail(String email);

    /** Makes a user. When the e-mail address is taken, that user is answered, unchanged. */
    User createIfAbsent(NewUser user);
}
