package org.imaxt.updatesite;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every module keeps to, whatever it is for. */
@Tag("slow") // reads every class
class HouseRulesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.imaxt");

  @Test
  void printsNowhereButOnTheCommandLine() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        CLASSES.that(resideOutsideOfPackage("org.imaxt.cli..")));
  }

  @Test
  void logsThroughSlf4jAlone() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }

  @Test
  void keepsStaticFieldsFinal() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ThreadLocal.class,
        ConcurrentMap.class,
        AtomicBoolean.class,
        AtomicInteger.class,
        AtomicLong.class,
        AtomicReference.class
      })
  void keepsNoStateInStaticFields(Class<?> holder) {
    noFields()
        .that()
        .areStatic()
        .should()
        .haveRawType(assignableTo(holder))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void inheritsFromInterfacesOnly() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .and()
        .areNotAssignableTo(Throwable.class) // a refusal may be told from others by its type
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\w*(Manager|Utils?|Helpers?|Impl)",
        "(Abstract|Default)[A-Z]\\w*",
        "I[A-Z][a-z]\\w*"
      })
  void namesTypesForWhatTheyAre(String forbidden) {
    noClasses().should().haveNameMatching(".*[.$]" + forbidden).check(CLASSES);
  }

  @Test
  void namesPackagesForTheirTopic() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..helper..", "..common..", "..impl..")
        .check(CLASSES);
  }

  @Test
  void keepsPluginsApart() {
    slices()
        .assignedFrom(new PluginSlices())
        .should()
        .notDependOnEachOther()
        .because("what two plugins need moves down to core")
        .check(CLASSES);
  }
}
