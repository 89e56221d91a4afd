#!/bin/sh
# A standing order: KES 500 each month.
. "$(dirname "$0")/daraja.sh"
call /standingorder/v1/createStandingOrderExternal "{\"StandingOrderName\":\"Rent $(uuid)\",
  \"ReceiverPartyIdentifierType\":\"4\",\"TransactionType\":\"Standing Order Pay Bill External Third Party\",
  \"BusinessShortCode\":\"$PAYBILL\",\"PartyA\":\"$PHONE\",\"Amount\":\"500\",\"StartDate\":\"20361101\",
  \"EndDate\":\"20371031\",\"Frequency\":\"5\",\"CustomStoId\":\"$(uuid)\",\"AccountReference\":\"G70\",
  \"TransactionDesc\":\"Rent\",\"CallBackURL\":\"$CALLBACK_URL\"}"
