package io.github.darajasdk.therapy.platform.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such page for this user: the id is unknown, malformed, or somebody else's. Which one is not told. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class PageNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PageNotFoundException() {
        super("no such page for this user");
    }
}
