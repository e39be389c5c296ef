package org.imaxt.core.stage;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a parameter record, and the strict way from named values to the record and back.
 *
 * <p>The fields of a group, a component that is a parameter record itself, stand among the others:
 * surfaces see one flat list.
 *
 * @param <P> the record
 */
public final class ParamSchema<P extends StageParams> {

  private final Class<P> type;
  private final List<Part> parts;
  private final List<ParamField> fields;

  private ParamSchema(Class<P> type) {
    this.type = type;
    this.parts = Arrays.stream(type.getRecordComponents()).map(ParamSchema::part).toList();
    this.fields = parts.stream().flatMap(part -> part.fields().stream()).toList();
    long names = fields.stream().map(ParamField::name).distinct().count();
    if (names < fields.size()) {
      throw new IllegalArgumentException(type.getName() + " has two parameters of one name");
    }
  }

  /** A component of the record: one field or a group of them. */
  private sealed interface Part {
    List<ParamField> fields();
  }

  private record Single(ParamField field) implements Part {
    @Override
    public List<ParamField> fields() {
      return List.of(field);
    }
  }

  private record Group(ParamSchema<?> schema) implements Part {
    @Override
    public List<ParamField> fields() {
      return schema.fields;
    }
  }

  private static Part part(RecordComponent component) {
    Class<?> type = component.getType();
    return type.isRecord() && StageParams.class.isAssignableFrom(type)
        ? new Group(of(type.asSubclass(StageParams.class)))
        : new Single(ParamField.of(component));
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
   * The fields in the order of the record, those of a group in its place.
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
    List<Object> bound = flat(defaults);
    for (int i = 0; i < bound.size(); i++) {
      ParamField field = fields.get(i);
      try {
        if (values.get(field.name()) != null) {
          bound.set(i, field.convert(values.get(field.name())));
        }
        if (field.required() && isEmpty(bound.get(i))) {
          problems.add("%s is required".formatted(field.name()));
        }
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new ParamException(problems);
    }
    return construct(bound.iterator());
  }

  /**
   * The values of a record as plain text, numbers and booleans, which {@link #bind} reads back.
   *
   * @param params the record
   * @return values by field name, in the order of the record
   */
  public Map<String, Object> values(P params) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<Object> flat = flat(params);
    for (int i = 0; i < fields.size(); i++) {
      values.put(fields.get(i).name(), fields.get(i).plain(flat.get(i)));
    }
    return values;
  }

  /** Holds the record's own components against their ranges; groups have done so themselves. */
  void check(Object... components) {
    Require.require(
        parts.size() == components.length,
        "%s has %s components, %s were checked",
        type.getSimpleName(),
        parts.size(),
        components.length);
    for (int i = 0; i < components.length; i++) {
      if (parts.get(i) instanceof Single single) {
        single.field().check(components[i]);
      }
    }
  }

  private List<String> names() {
    return fields.stream().map(ParamField::name).toList();
  }

  /** The values of all fields, in their order. */
  private List<Object> flat(Object params) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Object value = get(params, i);
      if (parts.get(i) instanceof Group group) {
        values.addAll(group.schema().flat(value));
      } else {
        values.add(value);
      }
    }
    return values;
  }

  private Object get(Object params, int index) {
    try {
      var accessor = type.getRecordComponents()[index].getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(params);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be read", e);
    }
  }

  /** Makes the record, its groups first, of values in the order of the fields. */
  private P construct(Iterator<Object> values) {
    Object[] components = new Object[parts.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] =
          parts.get(i) instanceof Group group ? group.schema().construct(values) : values.next();
    }
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(components);
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
