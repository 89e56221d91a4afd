package io.github.darajasdk.therapy.account;

import java.util.Optional;

/** Who is signed in on the request that is being served. Pages ask here, so that only this package knows how. */
public interface CurrentUser {

    /** Empty when nobody is signed in. */
    Optional<User> find();

    /**
     * The user of a request that security let through only for signed-in users.
     *
     * @throws IllegalStateException when nobody is signed in
     */
    default User require() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is signed in on this request"));
    }
}
