/** What any small web application needs: forms, cookies, CSRF, security headers, templates. Read PageServlet first. */
@NullMarked
package org.recupera.examples.portal.web;

import org.jspecify.annotations.NullMarked;
