package main

import (
	"encoding/json"
	"net/http"
	"strings"
)

// healthCheckPath answers 200 while the service is healthy; the load balancer or the task definition asks for it.
const healthCheckPath = "/healthz"

// app is what the service answers. What the paths of all requests begin with is basePath: the load balancer leaves them
// whole.
func app(basePath string) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		path := request.URL.Path
		isBase := path == basePath || path+"/" == basePath
		switch {
		case request.Method != http.MethodGet && request.Method != http.MethodHead:
			send(response, http.StatusMethodNotAllowed, map[string]string{"error": "method not allowed"})
		case isBase || path == healthCheckPath:
			send(response, http.StatusOK, map[string]string{"service": "orders", "status": "ok"})
		default:
			send(response, http.StatusNotFound, map[string]string{"error": "not found"})
		}
	})
}

func send(response http.ResponseWriter, status int, body map[string]string) {
	response.Header().Set("content-type", "application/json")
	response.WriteHeader(status)
	text, err := json.Marshal(body)
	if err != nil {
		return
	}
	// A client that is gone needs no answer.
	_, _ = response.Write([]byte(strings.TrimSpace(string(text)) + "\n"))
}
