package org.recupera.examples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A person's browser, on a telephone or on a desk.
 *
 * <p>Each page that the person looks at is checked for accessibility and pictured. The pictures lie in {@code
 * target/pictures}, for people to look at.
 */
final class Browser implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;
    private final TestPortal portal;
    private final String screen;
    private final int width;
    private final int height;

    private Browser(ChromeDriver driver, TestPortal portal, String screen, int width, int height) {
        this.driver = driver;
        this.portal = portal;
        this.screen = screen;
        this.width = width;
        this.height = height;
    }

    /** Opens a browser whose screen is so wide and high. */
    static Browser open(TestPortal portal, String screen, int width, int height) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=es");
        System.setProperty(ChromeDriverService.CHROME_DRIVER_EXE_PROPERTY, "/usr/bin/chromedriver");
        ChromeDriver driver = new ChromeDriver(options);
        driver.manage().window().setSize(new Dimension(1280, 900));
        Browser browser = new Browser(driver, portal, screen, width, height);
        browser.emulateScreen();
        return browser;
    }

    void go(String path) {
        driver.get(path.startsWith("http") ? path : portal.address() + path);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** What the page says, without its head and foot. */
    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    String value(String field) {
        return driver.findElement(By.id(field)).getDomProperty("value");
    }

    void follow(String link) {
        leaveBy(driver.findElement(By.linkText(link)));
    }

    /** Follows a link in a part of the page. */
    void followIn(String part, String link) {
        leaveBy(driver.findElement(By.tagName(part)).findElement(By.linkText(link)));
    }

    void type(String field, String text) {
        WebElement input = driver.findElement(By.id(field));
        input.clear();
        input.sendKeys(text);
    }

    /** Chooses an option of a list. */
    void select(String field, String option) {
        new Select(driver.findElement(By.id(field))).selectByVisibleText(option);
    }

    /** The option that is chosen in a list. */
    String chosen(String field) {
        return new Select(driver.findElement(By.id(field)))
                .getFirstSelectedOption()
                .getText();
    }

    void attach(String field, Path file) {
        driver.findElement(By.id(field)).sendKeys(file.toAbsolutePath().toString());
    }

    /** Clicks on a label, as people do. */
    void choose(String label) {
        driver.findElement(By.xpath("//label[normalize-space()='" + label + "']"))
                .click();
    }

    /** Sends the form that the page is about. */
    void submit() {
        List<WebElement> buttons = driver.findElements(By.cssSelector("main form button[type=submit]"));
        leaveBy(buttons.get(buttons.size() - 1));
    }

    /** Sends the form in the section with a heading. */
    void submit(String heading) {
        leaveBy(driver.findElement(By.cssSelector("section:has(" + heading + ") button[type=submit]")));
    }

    /** Sends the form although the browser has something against what is in it. */
    void submitUnchecked() {
        driver.executeScript("document.querySelectorAll('main form').forEach(form => form.noValidate = true)");
        submit();
    }

    /** Opens the newest mail, looks at it as HTML and as text, and leaves by its link in a tab of its own. */
    void readNewestMail(String name, String link) {
        go("/buzon");
        leaveBy(driver.findElement(By.cssSelector(".mails a")));
        By linkInMail = By.cssSelector("a[href*='" + link + "']");
        enterMail(linkInMail);
        driver.switchTo().defaultContent();
        look(name);
        assertThat(driver.findElement(By.cssSelector("pre.text")).getText()).contains(portal.address());
        String mail = address();
        go(mail + "/html");
        picture(name + "-html");
        assertNoWiderThanTheScreen(name + "-html");
        go(mail);
        Set<String> tabs = driver.getWindowHandles();
        enterMail(linkInMail).click();
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.numberOfWindowsToBe(tabs.size() + 1));
        driver.switchTo()
                .window(driver.getWindowHandles().stream()
                        .filter(tab -> !tabs.contains(tab))
                        .findFirst()
                        .orElseThrow());
        emulateScreen();
    }

    void forgetCookies() {
        driver.manage().deleteAllCookies();
    }

    /** Checks the page as WCAG 2.2 AA has it, that nothing runs out at the side, and pictures it. */
    void look(String name) {
        picture(name);
        assertNoWiderThanTheScreen(name);
        assertThat(new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        // In the frame with a mail nothing runs, neither does the check.
                        .disableIframeTesting()
                        .analyze(driver)
                        .getViolations())
                .as("%s on %s", name, screen)
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Waits until the mail is there. */
    private WebElement enterMail(By link) {
        driver.switchTo().frame(driver.findElement(By.cssSelector("iframe.mail")));
        return new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.presenceOfElementLocated(link));
    }

    private void assertNoWiderThanTheScreen(String name) {
        assertThat((Long) driver.executeScript("return document.documentElement.scrollWidth"))
                .as("%s on %s is no wider than the screen", name, screen)
                .isLessThanOrEqualTo(width);
    }

    /** Waits for the next page: a click may return before the browser has left the one it was on. */
    private void leaveBy(WebElement element) {
        element.click();
        // In between, Chromium may not know to which page the element belongs.
        new WebDriverWait(driver, PATIENCE)
                .ignoring(WebDriverException.class)
                .until(ExpectedConditions.stalenessOf(element));
    }

    /** A window does not go under 500 pixels; the emulated screen, which each tab has anew, does. */
    private void emulateScreen() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** The whole page, however long. */
    private void picture(String name) {
        // A loaded Chromium may still be swapping the last page for this one, and then has none to picture.
        Object png = new WebDriverWait(driver, PATIENCE)
                .ignoring(WebDriverException.class)
                .until(chromium -> driver.executeCdpCommand(
                                "Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                        .get("data"));
        try {
            Path file = PICTURES.resolve(screen).resolve(name + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode((String) png));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
