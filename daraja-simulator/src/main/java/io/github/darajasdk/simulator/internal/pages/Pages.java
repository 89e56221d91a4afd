package io.github.darajasdk.simulator.internal.pages;

import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.http.Gateway;
import io.github.darajasdk.simulator.internal.http.Reply;
import io.github.darajasdk.simulator.internal.http.Router;
import io.github.darajasdk.simulator.internal.http.WireRequest;
import io.github.darajasdk.simulator.internal.world.Simulated;
import io.github.darajasdk.simulator.internal.world.World;
import java.util.Objects;

/** The pages for people. All of them work without script. */
public final class Pages implements Endpoint {

    private final Router router;

    private Pages(Simulated simulator, Endpoint control, Shop shop) {
        World world = simulator.world();
        Notes notes = new Notes();
        PhonePage phone = new PhonePage(simulator, world, notes);
        LedgerPage ledger = new LedgerPage(simulator);
        RequestsPage requests = new RequestsPage(simulator);
        FaultsPage faults = new FaultsPage(simulator, control, notes);
        GuidePage guide = new GuidePage(simulator);
        ShopPage shopPage = new ShopPage(simulator, shop);
        this.router = new Router()
                .on("GET", "/", (request, path) -> guide.show())
                .on("GET", "/phone", (request, path) -> phone.show(request))
                .on("GET", "/phone/screen/{msisdn}", phone::screen)
                .on("POST", "/phone/open", (request, path) -> phone.open(request))
                .on("POST", "/phone/pin", (request, path) -> phone.enterPin(request))
                .on("POST", "/phone/pay", (request, path) -> phone.payByMenu(request))
                .on("POST", "/phone/cancel", (request, path) -> phone.cancel(request))
                .on("POST", "/phone/unlock", (request, path) -> phone.unlock(request))
                .on("GET", "/ledger", (request, path) -> ledger.show())
                .on("GET", "/requests", (request, path) -> requests.show())
                .on("GET", "/faults", (request, path) -> faults.show(request))
                .on("POST", "/faults/next", (request, path) -> faults.addNext(request))
                .on("POST", "/faults/do/{board}", faults::control)
                .on("GET", "/shop", (request, path) -> shopPage.show())
                .on("POST", "/shop/ask", (request, path) -> shopPage.ask(request))
                .on("POST", "/shop/query", (request, path) -> shopPage.query(request))
                .on("POST", "/shop/callback/{order}", shopPage::callback)
                .on("POST", "/faults/weather", (request, path) -> faults.changeWeather(request))
                .on("POST", "/faults/settings", (request, path) -> faults.changeSettings(request))
                .on("POST", "/faults/reset", (request, path) -> faults.reset());
    }

    /**
     * Adds the pages to {@code gateway}.
     *
     * @param control the control API, which the fault board speaks to
     * @param shop the little shop to try things with
     */
    public static void serve(Gateway gateway, Simulated simulator, Endpoint control, Shop shop) {
        Pages pages = new Pages(simulator, control, shop);
        gateway.serve("/assets/", new Assets());
        gateway.serve("/favicon.ico", request -> Reply.seeOther("/assets/icon.svg"));
        gateway.serveBrowsers(pages);
        for (String path :
                new String[] {"/", "/phone", "/phone/", "/ledger", "/requests", "/faults", "/faults/", "/shop", "/shop/"
                }) {
            gateway.serve(path, pages);
        }
    }

    @Override
    public Reply answer(WireRequest request) {
        try {
            return router.answer(request)
                    .orElseGet(() -> Layout.page(
                                    request.path(), "Not here", "<h1>Not here</h1><p>There is no such page.</p>")
                            .as(404));
        } catch (IllegalArgumentException e) {
            Html html = new Html()
                    .raw("<h1>Not understood</h1><p>")
                    .text(Objects.requireNonNullElse(e.getMessage(), ""))
                    .raw("</p>");
            return Layout.page(request.path(), "Not understood", html.toString())
                    .as(400);
        }
    }
}
