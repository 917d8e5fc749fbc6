package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * HonduCompras' guide in a real browser, on telephones and on a desk.
 *
 * <p>Each page is checked for accessibility and pictured. The pictures lie in {@code target/pictures}, for people to look at.
 */
@Tag("browser")
class BrowserTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String NEW_PASSWORD = "ceibas altas junto al río Ulúa";

    private final TestPortal portal;
    private final ChromeDriver browser;
    private String screen = "";
    private int width;
    private int height;

    BrowserTest() throws IOException {
        portal = TestPortal.start();
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=es-HN");
        System.setProperty(ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, "/usr/bin/chromedriver");
        browser = new ChromeDriver(options);
    }

    @AfterEach
    void stop() {
        browser.quit();
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "telefono-pequeno, 320, 640", "escritorio, 1280, 900"})
    void a_person_who_forgot_the_password_gets_back_in(String screen, int width, int height) {
        open(screen, width, height);

        browser.get(portal.address() + "/");
        look("01-portales");
        browser.findElement(By.linkText("HonduCompras")).click();
        look("02-honducompras");
        browser.findElement(By.linkText("Ingresar")).click();
        look("03-ingresar");
        type("usuario", "comprador1");
        type("contrasena", "no es esta");
        submit();
        look("04-ingreso-rechazado");
        browser.findElement(By.linkText("Olvidé la contraseña")).click();
        look("05-recuperar");
        browser.findElement(By.linkText("No utilizar pregunta de seguridad")).click();
        look("06-recuperar-sin-pregunta");
        type("usuario", "comprador\u200b1");
        submit();
        look("07-usuario-rechazado");
        browser.findElement(By.id("usuario")).clear();
        type("usuario", "comprador1");
        portal.newMailTo("comprador1", this::submit);
        assertThat(browser.findElement(By.tagName("main")).getText())
                .contains("CORREO PARA RECUPERAR CONTRASEÑA ENVIADO CON ÉXITO");
        look("08-correo-enviado");

        browser.get(portal.address() + "/buzon");
        look("09-buzon");
        browser.findElement(By.cssSelector(".mails a")).click();
        look("10-correo");
        browser.switchTo().frame(browser.findElement(By.cssSelector("iframe.mail")));
        picture("11-correo-html");
        String inbox = browser.getWindowHandle();
        browser.findElement(By.cssSelector("a[href*='token=']")).click();
        browser.switchTo()
                .window(browser.getWindowHandles().stream()
                        .filter(handle -> !handle.equals(inbox))
                        .findFirst()
                        .orElseThrow());
        emulateScreen();
        assertThat(browser.findElement(By.id("usuario")).getDomProperty("value"))
                .isEqualTo("comprador1");
        assertThat(browser.getCurrentUrl()).doesNotContain("token");
        look("12-cambiar");
        type("nueva", "corta");
        type("confirmacion", "distinta");
        submit();
        look("13-contrasena-rechazada");
        type("nueva", NEW_PASSWORD);
        type("confirmacion", NEW_PASSWORD);
        submit();
        look("14-cambiada");
        type("usuario", "comprador1");
        type("contrasena", NEW_PASSWORD);
        submit();
        assertThat(browser.findElement(By.cssSelector(".who")).getText()).isEqualTo("comprador1");
        look("15-inicio");
        submit();
        assertThat(browser.getCurrentUrl()).endsWith("/honducompras/ingresar");
    }

    @ParameterizedTest
    @CsvSource({"telefono, 375, 812", "escritorio, 1280, 900"})
    void pages_for_what_does_not_work_are_pages_too(String screen, int width, int height) {
        open(screen, width, height);
        browser.get(portal.address() + "/buzon");
        look("20-buzon-vacio");
        String link = portal.linkFor("comprador2");
        portal.clock.advance(Duration.ofHours(2));
        browser.get(link);
        look("21-enlace-vencido");
        browser.get(portal.address() + "/honducompras/cambiar-contrasena");
        look("22-enlace-perdido");
        browser.get(portal.address() + "/secop/no");
        look("23-no-existe");
        browser.get(portal.address() + "/honducompras/ingresar");
        browser.manage().deleteAllCookies();
        type("usuario", "comprador1");
        type("contrasena", "Clave-Inicial-1");
        submit();
        look("24-caduco");
        browser.get(portal.address() + "/honducompras/ingresar");
        type("usuario", "bloqueado1");
        type("contrasena", "Clave-Inicial-1");
        submit();
        look("25-deshabilitada");
        Visitor crowd = portal.visitor();
        for (int i = 0; i < 60; i++) {
            crowd.askForLink("nadie" + i);
        }
        browser.get(portal.address() + "/honducompras/recuperar-contrasena");
        type("usuario", "comprador1");
        submit();
        look("26-espere");
        try (Connection database = portal.database();
                Statement statement = database.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException alreadyDown) {
            throw new AssertionError(alreadyDown);
        }
        browser.get(portal.address() + "/honducompras/ingresar");
        type("usuario", "comprador1");
        type("contrasena", "Clave-Inicial-1");
        submit();
        look("27-sin-base-de-datos");
    }

    private void open(String screen, int width, int height) {
        this.screen = screen;
        this.width = width;
        this.height = height;
        browser.manage().window().setSize(new Dimension(1280, 900));
        emulateScreen();
    }

    /** A window does not go under 500 pixels; the emulated screen, which each tab has anew, does. */
    private void emulateScreen() {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    private void type(String field, String text) {
        browser.findElement(By.id(field)).sendKeys(text);
    }

    /** Waits for the next page: a click may return before the browser has left the one it was on. */
    private void submit() {
        List<WebElement> buttons = browser.findElements(By.cssSelector("main form button[type=submit]"));
        WebElement button = buttons.get(buttons.size() - 1);
        button.click();
        new WebDriverWait(browser, Duration.ofSeconds(30)).until(ExpectedConditions.stalenessOf(button));
    }

    /** Checks the page as WCAG 2.2 AA has it, that nothing runs out at the side, and pictures it. */
    private void look(String name) {
        picture(name);
        assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                .as("%s on %s is no wider than the screen", name, screen)
                .isLessThanOrEqualTo(width);
        assertThat(new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze(browser)
                        .getViolations())
                .as("%s on %s", name, screen)
                .isEmpty();
    }

    private void picture(String name) {
        try {
            Path file = PICTURES.resolve(screen).resolve(name + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
