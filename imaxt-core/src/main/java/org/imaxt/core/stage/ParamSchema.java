package org.imaxt.core.stage;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a parameter record, and the strict way from named values to the record and back.
 *
 * @param <P> the record
 */
public final class ParamSchema<P extends StageParams> {

  private final Class<P> type;
  private final List<ParamField> fields;

  private ParamSchema(Class<P> type) {
    this.type = type;
    this.fields = Arrays.stream(type.getRecordComponents()).map(ParamField::of).toList();
  }

  /**
   * Reads the declaration of a record class.
   *
   * @param type a record class
   * @param <P> the record
   * @return its schema
   * @throws IllegalArgumentException if it is no record or a component is not declared well
   */
  public static <P extends StageParams> ParamSchema<P> of(Class<P> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " must be a record");
    }
    return new ParamSchema<>(type);
  }

  /**
   * The schema of a task's parameters.
   *
   * @param task the task
   * @param <P> its parameter record
   * @return the schema of the class of {@link Task#defaults()}
   */
  @SuppressWarnings("unchecked") // the class of a P is a Class<P>: records are final
  public static <P extends StageParams> ParamSchema<P> of(Task<P> task) {
    return of((Class<P>) task.defaults().getClass());
  }

  /**
   * The fields in the order of the record.
   *
   * @return the fields
   */
  public List<ParamField> fields() {
    return fields;
  }

  /**
   * Makes a record from named values; what is not named keeps its default.
   *
   * @param defaults values of the fields that are not named
   * @param values by field name: text, number, boolean, file or enum constant
   * @return the record
   * @throws ParamException listing every unknown name, unreadable or refused value and every
   *     required field that is missing
   */
  public P bind(P defaults, Map<String, ?> values) {
    List<String> problems = new ArrayList<>();
    for (String name : values.keySet()) {
      if (fields.stream().noneMatch(f -> f.name().equals(name))) {
        problems.add(
            "unknown parameter '%s'%s".formatted(name, Spelling.suggestion(name, names())));
      }
    }
    Object[] bound = new Object[fields.size()];
    for (int i = 0; i < bound.length; i++) {
      ParamField field = fields.get(i);
      bound[i] = get(defaults, i);
      try {
        if (values.get(field.name()) != null) {
          bound[i] = field.convert(values.get(field.name()));
        }
        if (field.required() && isEmpty(bound[i])) {
          problems.add("%s is required".formatted(field.name()));
        }
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new ParamException(problems);
    }
    return construct(bound);
  }

  /**
   * The values of a record as plain text, numbers and booleans, which {@link #bind} reads back.
   *
   * @param params the record
   * @return values by field name, in the order of the record
   */
  public Map<String, Object> values(P params) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      values.put(fields.get(i).name(), fields.get(i).plain(get(params, i)));
    }
    return values;
  }

  private List<String> names() {
    return fields.stream().map(ParamField::name).toList();
  }

  private Object get(P params, int index) {
    try {
      var accessor = type.getRecordComponents()[index].getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(params);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be read", e);
    }
  }

  private P construct(Object[] bound) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(bound);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new ParamException(List.of(refused.getMessage()));
      }
      throw new IllegalStateException(type.getName() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e);
    }
  }

  private static boolean isEmpty(Object value) {
    return value instanceof String text && text.isEmpty()
        || value instanceof File file && file.getPath().isEmpty();
  }
}
