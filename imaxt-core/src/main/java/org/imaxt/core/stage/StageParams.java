package org.imaxt.core.stage;

import java.io.Serializable;

/**
 * Marks the parameter record of a task.
 *
 * <p>Implementations are records whose components are {@code int}, {@code long}, {@code double},
 * {@code boolean}, {@code String}, {@code java.io.File} or an enum, each with a {@link Param}, or
 * groups: records of parameters that several tasks share, without a {@link Param} of their own. To
 * surfaces a group's parameters are the task's, so all names differ. An empty {@code File} or
 * {@code String} means "not given". The compact constructor calls {@link Require#inRange} and
 * checks what {@link Param#range} cannot say.
 */
public interface StageParams extends Serializable {}
