#!/bin/sh
# What became of a transaction. Usage: transaction-status.sh RECEIPT
. "$(dirname "$0")/daraja.sh"
call /mpesa/transactionstatus/v1/query "{\"Initiator\":\"$INITIATOR\",
  \"SecurityCredential\":\"$(security_credential)\",\"CommandID\":\"TransactionStatusQuery\",\"TransactionID\":\"$1\",
  \"PartyA\":\"$PAYBILL\",\"IdentifierType\":\"4\",$(results),\"Remarks\":\"Check\",\"Occasion\":\"Check\"}"
