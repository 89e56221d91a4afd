#!/bin/sh
# The C2B payments of the last hours, lost notifications included.
. "$(dirname "$0")/daraja.sh"
call /pulltransactions/v1/register "{\"ShortCode\":\"$PAYBILL\",\"RequestType\":\"Pull\",
  \"NominatedNumber\":\"254722000000\",\"CallBackURL\":\"$CALLBACK_URL\"}"
day=$(TZ=EAT-3 date +%Y-%m-%d)
call /pulltransactions/v1/query "{\"ShortCode\":\"$PAYBILL\",\"StartDate\":\"$day 00:00:00\",
  \"EndDate\":\"$day 23:59:59\",\"OffSetValue\":\"0\"}"
