import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges PDF files with veraPDF's engine. Reads one "flavour TAB path" a line and answers each with
 * one line: "pass", or "fail" and then every rule that the file breaks, all parted by tabs.
 */
final class Conformance {
    private Conformance() {}

    public static void main(String[] none) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = questions.readLine()) != null; ) {
            String[] parts = line.split("\t", 2);
            System.out.println(verdict(PDFAFlavour.fromString(parts[0]), parts[1]));
            System.out.flush();
        }
    }

    private static String verdict(PDFAFlavour flavour, String path) {
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            return result.isCompliant() ? "pass" : "fail\t" + String.join("\t", broken(result));
        } catch (Exception trouble) {
            return "fail\tunreadable: " + trouble;
        }
    }

    private static Set<String> broken(ValidationResult result) {
        Set<String> rules = new LinkedHashSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                var rule = assertion.getRuleId();
                rules.add(rule.getClause() + "-" + rule.getTestNumber() + " " + assertion.getMessage());
            }
        }
        return rules;
    }
}
