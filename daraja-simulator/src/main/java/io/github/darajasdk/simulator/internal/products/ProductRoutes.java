package io.github.darajasdk.simulator.internal.products;

import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.http.Errors;
import io.github.darajasdk.simulator.internal.http.Gate;
import io.github.darajasdk.simulator.internal.world.Poster;
import io.github.darajasdk.simulator.internal.world.World;
import java.util.LinkedHashMap;
import java.util.Map;

/** The paths of the products that are neither STK, C2B nor commands. */
public final class ProductRoutes {

    private ProductRoutes() {}

    /** Returns the endpoints by path. */
    public static Map<String, Endpoint> of(World world, Gate gate, Errors errors, Poster poster) {
        Map<String, Endpoint> routes = new LinkedHashMap<>();
        Pull pull = new Pull(world, errors);
        put(routes, gate, "/pulltransactions/v1/register", "ShortCode", pull::register);
        put(routes, gate, "/pulltransactions/v1/query", "ShortCode", pull::query);
        put(routes, gate, "/mpesa/qrcode/v1/generate", "MerchantName", new Qr(errors)::generate);
        LookUps lookUps = new LookUps(world, errors);
        put(routes, gate, "/imsi/v2/checkATI", "customerNumber", lookUps::simSwap);
        put(routes, gate, "/imsi/v1/checkATI", "customerNumber", lookUps::imsi);
        put(routes, gate, "/sfcverify/v1/query/info", "IdentifierType", lookUps::organisation);
        put(routes, gate, "/mpesa/b2c/hakikisha/v1/hakikisha", "msisdn", lookUps::customerName);
        Bonga bonga = new Bonga(world, errors);
        put(routes, gate, "/v1/lipa/na/bonga/calculate-points", "points", bonga::calculate);
        put(routes, gate, "/v1/lipa/na/bonga/redeem-paybill", "msisdn", bonga::redeem);
        put(routes, gate, "/v1/ussdpush/get-msisdn", "primaryShortCode", new B2bExpress(world, errors, poster)::push);
        StandingOrders orders = new StandingOrders(world, poster);
        put(routes, gate, "/standingorder/v1/createStandingOrderExternal", "BusinessShortCode", orders::create);
        bills(routes, gate, new BillManager(world, poster));
        return routes;
    }

    private static void put(Map<String, Endpoint> routes, Gate gate, String path, String firstField, Gate.Next next) {
        routes.put(path, request -> gate.admit(request, firstField, next));
    }

    private static void bills(Map<String, Endpoint> routes, Gate gate, BillManager bills) {
        String prefix = "/v1/billmanager-invoice/";
        routes.put(prefix + "optin", request -> gate.admitAny(request, bills::optIn));
        routes.put(prefix + "change-optin-details", request -> gate.admitAny(request, bills::changeOptIn));
        routes.put(
                prefix + "single-invoicing", request -> gate.admitAny(request, body -> bills.invoice(request, body)));
        routes.put(prefix + "bulk-invoicing", request -> gate.admitAny(request, body -> bills.invoice(request, body)));
        routes.put(prefix + "reconciliation", request -> gate.admitAny(request, bills::reconcile));
        routes.put(prefix + "cancel-single-invoice", request -> gate.admitAny(request, bills::cancel));
        routes.put(prefix + "cancel-bulk-invoices", request -> gate.admitAny(request, bills::cancel));
    }
}
