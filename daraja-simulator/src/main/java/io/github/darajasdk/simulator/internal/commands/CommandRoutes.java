package io.github.darajasdk.simulator.internal.commands;

import io.github.darajasdk.simulator.internal.http.Endpoint;
import io.github.darajasdk.simulator.internal.world.World;
import java.util.LinkedHashMap;
import java.util.Map;

/** The paths of the commands. */
public final class CommandRoutes {

    private CommandRoutes() {}

    /** Returns the endpoints by path. */
    public static Map<String, Endpoint> of(World world, Commands commands) {
        Map<String, Endpoint> routes = new LinkedHashMap<>();
        routes.put("/mpesa/b2c/v1/paymentrequest", commands.endpoint(B2cProduct.v1(world)));
        routes.put("/mpesa/b2c/v3/paymentrequest", commands.endpoint(B2cProduct.v3(world)));
        routes.put("/mpesa/b2pochi/v1/paymentrequest", commands.endpoint(B2cProduct.pochi(world)));
        routes.put("/mpesa/b2b/v1/paymentrequest", commands.endpoint(B2bProduct.payments(world)));
        routes.put("/mpesa/b2b/v1/remittax", commands.endpoint(B2bProduct.tax(world)));
        routes.put("/mpesa/transactionstatus/v1/query", commands.endpoint(new StatusProduct(world)));
        routes.put("/mpesa/accountbalance/v1/query", commands.endpoint(new BalanceProduct(world)));
        routes.put("/mpesa/reversal/v1/request", commands.endpoint(new ReversalProduct(world)));
        return routes;
    }
}
