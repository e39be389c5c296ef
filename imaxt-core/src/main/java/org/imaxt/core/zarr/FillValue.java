package org.imaxt.core.zarr;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Fill values to and from JSON. */
final class FillValue {

  private FillValue() {}

  /** Reads a fill value; none means zero. Strings must have an empty one. */
  static Number read(JsonDocument document, DataType type) {
    JsonElement json = document.find("fill_value").orElse(JsonNull.INSTANCE);
    if (json.isJsonNull()) {
      return 0;
    }
    if (json instanceof JsonPrimitive p) {
      boolean floating = type == DataType.FLOAT32 || type == DataType.FLOAT64;
      if (type == DataType.STRING && (p.getAsString().isEmpty() || p.getAsString().equals("0"))) {
        return 0;
      } else if (type == DataType.BOOL && p.isBoolean()) {
        return p.getAsBoolean() ? 1 : 0;
      } else if (floating && p.isString()) {
        return special(document, p.getAsString(), type);
      } else if (p.isNumber() && floating) {
        return p.getAsDouble();
      } else if (p.isNumber() && type != DataType.STRING) {
        return integer(document, p, type);
      }
    }
    throw document.refusal("fill_value " + json + " does not suit type " + type.v3Name());
  }

  private static Number integer(JsonDocument document, JsonPrimitive p, DataType type) {
    try {
      BigInteger value = new BigDecimal(p.getAsString()).toBigIntegerExact();
      int bits = type == DataType.BOOL ? 1 : 8 * type.bytes();
      boolean unsigned = type == DataType.BOOL || type.v2Name().startsWith("u");
      BigInteger end = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1);
      BigInteger start = unsigned ? BigInteger.ZERO : end.negate();
      if (value.compareTo(start) >= 0 && value.compareTo(end) < 0) {
        return value.bitLength() < 64 ? (Number) value.longValue() : value;
      }
    } catch (ArithmeticException | NumberFormatException notWhole) {
      // refused below
    }
    throw document.refusal("fill_value " + p + " does not suit type " + type.v3Name());
  }

  private static Number special(JsonDocument document, String text, DataType type) {
    switch (text) {
      case "NaN":
        return Double.NaN;
      case "Infinity":
        return Double.POSITIVE_INFINITY;
      case "-Infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        if (text.matches("0x[0-9a-fA-F]{" + 2 * type.bytes() + "}")) {
          long bits = Long.parseUnsignedLong(text.substring(2), 16);
          return type == DataType.FLOAT32
              ? (Number) Float.intBitsToFloat((int) bits)
              : (Number) Double.longBitsToDouble(bits);
        }
        throw document.refusal("fill_value '" + text + "' is not understood");
    }
  }

  /** Writes a fill value as both versions spell it. */
  static JsonElement write(Number fill, DataType type) {
    switch (type) {
      case STRING:
        return new JsonPrimitive("");
      case BOOL:
        return new JsonPrimitive(fill.intValue() != 0);
      case FLOAT32, FLOAT64:
        double value = fill.doubleValue();
        boolean finite = Double.isFinite(value);
        return finite ? new JsonPrimitive(value) : new JsonPrimitive(Double.toString(value));
      case UINT64:
        return new JsonPrimitive(new BigInteger(Long.toUnsignedString(fill.longValue())));
      default:
        return new JsonPrimitive(fill.longValue());
    }
  }
}
