package org.imaxt.processor;

import javax.lang.model.element.Element;

/** A task or parameter is not declared as the surfaces need it. */
final class DeclarationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Element where;

  DeclarationException(Element where, String message) {
    super(message);
    this.where = where;
  }

  /** The declaration to be changed. */
  Element where() {
    return where;
  }
}
