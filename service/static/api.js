// Shows the description of the API on its page. The token that is typed in stays in the page and is never stored.
const place = document.getElementById("description");
SwaggerUIBundle({ domNode: place, url: place.dataset.url, deepLinking: true, persistAuthorization: false, validatorUrl: null });
