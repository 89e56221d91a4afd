package io.github.darajasdk.spring.web;

import io.github.darajasdk.callback.CallbackUrls;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;

/**
 * Blanks the mac in the path of a callback once it is answered, so that Tomcat's access log, which is written afterwards,
 * does not keep a secret.
 */
public final class TomcatCallbackValve extends ValveBase {

    /** Makes the valve. */
    public TomcatCallbackValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try {
            getNext().invoke(request, response);
        } finally {
            MessageBytes uri = request.getCoyoteRequest().requestURI();
            String path = uri.toString();
            if (path != null && path.contains("/cb/")) {
                uri.setString(CallbackUrls.mask(path));
            }
        }
    }
}
